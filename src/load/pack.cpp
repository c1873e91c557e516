#include <cassert>
#include <cstdint>
#include <cstring>
#include <optional>

#include "archive.hpp"
#include "backcoach/load.hpp"
#include "fields.hpp"

namespace backcoach {

// Two forms stand one behind the other: what a decision needs, and everything.
std::string pack(const KnowledgeBase& kb) {
  load::Writer decision(/*whole=*/false);
  decision(kb);
  load::Writer whole(/*whole=*/true);
  whole(kb);
  const std::string first = decision.take();
  const auto size = static_cast<std::uint64_t>(first.size());
  std::string out(sizeof size, '\0');
  std::memcpy(out.data(), &size, sizeof size);
  return out + first + whole.take();
}

namespace {

/// The bytes of one form.
std::string_view form(std::string_view bytes, Parts parts) {
  std::uint64_t size = 0;
  assert(bytes.size() > sizeof size);
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  return parts == Parts::everything ? bytes.substr(size)
                                    : bytes.substr(0, size);
}

}  // namespace

KnowledgeBase unpack(std::string_view bytes, Parts parts) {
  KnowledgeBase kb;
  load::Unpacker reader(form(bytes, parts), parts == Parts::everything);
  reader(kb);
  assert(reader.good());
  return kb;
}

// It is the first thing in either form.
Manifest unpack_manifest(std::string_view bytes) {
  Manifest manifest;
  load::Unpacker reader(form(bytes, Parts::decision), /*whole=*/false);
  reader(manifest);
  return manifest;
}

}  // namespace backcoach
