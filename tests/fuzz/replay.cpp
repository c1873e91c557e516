// Runs a fuzz target without libFuzzer, so that any compiler will do.
//
//   TARGET FILE…                      each file once
//   TARGET --seconds N FOLDER         the files of FOLDER, then changes of them
//
// The changes are blind (they do not follow coverage) but the same on each
// machine. A file that breaks the target is left in crash-input.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size);

namespace {

using Clock = std::chrono::steady_clock;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()),
                         input.size());
}

class Random {
 public:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t most) {
    return static_cast<std::size_t>(next() % most);
  }

 private:
  std::uint64_t state_ = 1;
};

std::string changed(const std::vector<std::string>& corpus, Random& random) {
  std::string text = corpus[random.below(corpus.size())];
  const std::string& other = corpus[random.below(corpus.size())];
  for (std::size_t i = 1 + random.below(6); i > 0; --i) {
    const std::size_t at = random.below(text.size() + 1);
    switch (random.below(6)) {
      case 0:
        text.insert(at, 1, static_cast<char>(random.below(256)));
        break;
      case 1:
        text.erase(at, random.below(8));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
        break;
      case 3:
        text.resize(at);
        break;
      case 4: {
        const std::size_t from = random.below(other.size() + 1);
        text.insert(at, other, from, random.below(40));
        break;
      }
      default: {
        const std::string copy = text.substr(at, random.below(40));
        text.insert(random.below(text.size() + 1), copy);
      }
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 0;
  std::vector<std::string> corpus;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) {
      seconds = std::atof(argv[++i]);
    } else if (std::filesystem::is_directory(argv[i])) {
      std::vector<std::filesystem::path> files;
      for (const auto& file : std::filesystem::directory_iterator(argv[i])) {
        files.push_back(file.path());
      }
      std::sort(files.begin(), files.end());
      for (const auto& file : files) corpus.push_back(read(file));
    } else {
      corpus.push_back(read(argv[i]));
    }
  }
  if (corpus.empty()) return 2;
  for (const std::string& input : corpus) run(input);
  std::size_t count = corpus.size();
  Random random;
  const auto begin = Clock::now();
  const std::chrono::duration<double> limit(seconds);
  while (Clock::now() - begin < limit) {
    const std::string input = changed(corpus, random);
    std::ofstream("crash-input", std::ios::binary) << input;
    run(input);
    ++count;
  }
  std::filesystem::remove("crash-input");
  std::printf("%zu inputs\n", count);
  return 0;
}
