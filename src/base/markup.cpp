#include "markup.hpp"

#include "width.hpp"

namespace backcoach::text {

std::string markup(std::string_view words) {
  std::string out;
  for (const char c : safe(words)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace backcoach::text
