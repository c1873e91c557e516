#include <cassert>
#include <optional>

#include "archive.hpp"
#include "backcoach/load.hpp"
#include "fields.hpp"

namespace backcoach {

std::string pack(const KnowledgeBase& kb) {
  load::Writer writer;
  writer(kb);
  return writer.take();
}

KnowledgeBase unpack(std::string_view bytes) {
  KnowledgeBase kb;
  load::Unpacker reader(bytes);
  reader(kb);
  assert(reader.good());
  return kb;
}

}  // namespace backcoach
