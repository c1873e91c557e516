#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>

#include "archive.hpp"
#include "backcoach/load.hpp"
#include "fields.hpp"

namespace backcoach {

namespace {

constexpr std::array kForms = {Parts::decision, Parts::day, Parts::everything};
using Sizes = std::array<std::uint64_t, kForms.size()>;

/// The bytes of one form.
std::string_view form(std::string_view bytes, Parts parts) {
  Sizes sizes{};
  assert(bytes.size() > sizeof sizes);
  std::memcpy(sizes.data(), bytes.data(), sizeof sizes);
  bytes.remove_prefix(sizeof sizes);
  std::size_t i = 0;
  for (; kForms[i] != parts; ++i) bytes.remove_prefix(sizes[i]);
  return bytes.substr(0, sizes[i]);
}

}  // namespace

// Each form stands whole behind the others, and before them how long they are.
std::string pack(const KnowledgeBase& kb) {
  Sizes sizes{};
  std::string forms;
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    load::Writer writer(kForms[i]);
    writer(kb);
    const std::string one = writer.take();
    sizes[i] = one.size();
    forms += one;
  }
  std::string out(sizeof sizes, '\0');
  std::memcpy(out.data(), sizes.data(), sizeof sizes);
  return out + forms;
}

KnowledgeBase unpack(std::string_view bytes, Parts parts) {
  KnowledgeBase kb;
  load::Unpacker reader(form(bytes, parts), parts);
  reader(kb);
  assert(reader.good());
  return kb;
}

// It is the first thing in any form.
Manifest unpack_manifest(std::string_view bytes) {
  Manifest manifest;
  load::Unpacker reader(form(bytes, Parts::decision), Parts::decision);
  reader(manifest);
  return manifest;
}

}  // namespace backcoach
