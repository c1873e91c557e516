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

KnowledgeBase unpack(std::string_view bytes, Parts parts) {
  std::uint64_t size = 0;
  assert(bytes.size() > sizeof size);
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  const bool whole = parts == Parts::everything;
  KnowledgeBase kb;
  load::Unpacker reader(whole ? bytes.substr(size) : bytes.substr(0, size),
                        whole);
  reader(kb);
  assert(reader.good());
  return kb;
}

}  // namespace backcoach
