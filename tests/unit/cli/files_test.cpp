#include "../../../src/cli/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/folder.hpp"

namespace backcoach {
namespace {

using cli::DiskFiles;
using test::Folder;

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string kPart = ".answers.json.backcoach-part1";

}  // namespace

TEST_CASE("a file is written whole and nothing stays beside it", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  CHECK(disk.write(path, "one").empty());
  CHECK(disk.write(path, "two").empty());
  CHECK(text_of(path) == "two");
  CHECK(folder.names() == std::vector<std::string>{"answers.json"});
  CHECK(disk.mode(path) == 0600U);
}

TEST_CASE("what was not finished leaves the file as it was", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  REQUIRE(disk.write(path, "one").empty());
  {
    const auto sink = disk.create(path);
    REQUIRE(sink.value);
    CHECK((*sink.value)->write("tw"));
    CHECK(folder.names() == std::vector<std::string>{kPart, "answers.json"});
  }
  CHECK(text_of(path) == "one");
  CHECK(folder.names() == std::vector<std::string>{"answers.json"});
}

TEST_CASE("what a killed writer left is taken by the next one", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  std::ofstream(folder.file(kPart)) << "half an answer, longer than the next";
  CHECK(disk.write(path, "two").empty());
  CHECK(text_of(path) == "two");
  CHECK(disk.mode(path) == 0600U);
  CHECK(folder.names() == std::vector<std::string>{"answers.json"});
}

TEST_CASE("removing takes what a killed writer left", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  REQUIRE(disk.write(path, "one").empty());
  std::ofstream(folder.file(kPart)) << "half";
  std::ofstream(folder.file("answers.json.mine")) << "somebody's own";
  disk.remove(path);
  CHECK(folder.names() == std::vector<std::string>{"answers.json.mine"});
}

TEST_CASE("two writers at once: each file is whole, the last stays", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  const auto first = disk.create(path);
  const auto second = disk.create(path);
  REQUIRE(first.value);
  REQUIRE(second.value);
  CHECK((*first.value)->write("first"));
  CHECK((*second.value)->write("second"));
  CHECK((*first.value)->finish().empty());
  CHECK(text_of(path) == "first");
  CHECK((*second.value)->finish().empty());
  CHECK(text_of(path) == "second");
  CHECK(folder.names() == std::vector<std::string>{"answers.json"});
}

TEST_CASE("nothing that lies there under the name is written through",
          "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file("answers.json");
  const std::string other = folder.file("other");
  std::ofstream(other) << "untouched";
  SECTION("a symbolic link") {
    REQUIRE(::symlink(other.c_str(), folder.file(kPart).c_str()) == 0);
  }
  SECTION("a second name of a file") {
    REQUIRE(::link(other.c_str(), folder.file(kPart).c_str()) == 0);
  }
  SECTION("a pipe") {
    REQUIRE(::mkfifo(folder.file(kPart).c_str(), 0600) == 0);
  }
  CHECK(disk.write(path, "mine").empty());
  CHECK(text_of(path) == "mine");
  CHECK(text_of(other) == "untouched");
}

TEST_CASE("a name as long as names may be can be written", "[cli]") {
  const Folder folder;
  DiskFiles disk;
  const std::string path = folder.file(std::string(255, 'a'));
  CHECK(disk.write(path, "long").empty());
  CHECK(text_of(path) == "long");
}

}  // namespace backcoach
