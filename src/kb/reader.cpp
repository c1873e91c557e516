#include "reader.hpp"

#include <algorithm>
#include <cmath>

#include "../base/edit_distance.hpp"
#include "../base/moment.hpp"

namespace backcoach::load {
namespace {

/// What was sent may be of any length. What is said about it stands at the
/// ends, so of too much the middle goes.
std::string shortened(std::string message) {
  constexpr std::size_t kMost = 600;
  constexpr std::size_t kEnd = 200;
  if (message.size() <= kMost) return message;
  const auto inside = [&](std::size_t at) {
    return (static_cast<unsigned char>(message[at]) & 0xC0U) == 0x80U;
  };
  std::size_t from = kMost - kEnd;
  std::size_t to = message.size() - kEnd;
  while (inside(from)) --from;
  while (inside(to)) --to;
  return message.replace(from, to - from, " … ");
}

}  // namespace

std::string_view type_name(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::string:
      return "a text";
    case Json::value_t::boolean:
      return "true or false";
    default:
      return "a number";
  }
}

Reader::Reader(const Document& document, const Json& json, std::string pointer,
               std::vector<Issue>& issues)
    : document_(&document),
      json_(&json),
      pointer_(std::move(pointer)),
      issues_(&issues) {}

void Reader::add(const std::string& pointer, Part part, std::string code,
                 std::string message, std::string help, Severity severity) {
  if (issues_->size() >= document_->most_issues) return;
  Issue issue;
  issue.severity = severity;
  issue.code = std::move(code);
  issue.where.file = document_->file;
  issue.where.pointer = pointer;
  issue.message = shortened(std::move(message));
  issue.help = std::move(help);
  // Its place decides whether it is among those that are shown.
  locate(*document_, pointer, part, issue);
  issues_->push_back(std::move(issue));
}

void Reader::error(const std::string& key, std::string code,
                   std::string message, std::string help, Severity severity) {
  add(key.empty() ? pointer_ : pointer_ + "/" + key, Part::value,
      std::move(code), std::move(message), std::move(help), severity);
}

void Reader::key_error(const std::string& key, std::string code,
                       std::string message, std::string help) {
  add(pointer_ + "/" + escape_token(key), Part::key, std::move(code),
      std::move(message), std::move(help), Severity::error);
}

bool Reader::is_object() {
  if (json_->is_object()) return true;
  error("", "wrong-type",
        "this is to be an object, not " + std::string(type_name(*json_)));
  return false;
}

const Json* Reader::raw(std::string_view key, bool required) {
  known_.emplace(key);
  if (!json_->is_object()) return nullptr;
  const auto it = json_->find(std::string(key));
  if (it != json_->end()) {
    document_->asked.insert(pointer_ + "/" + escape_token(key));
    return &*it;
  }
  if (required) {
    error("", "missing-key", "\"" + std::string(key) + "\" is missing here");
  }
  return nullptr;
}

bool Reader::has(std::string_view key) { return raw(key, false) != nullptr; }

void Reader::wrong_type(std::string_view key, std::string_view wanted) {
  const Json* found = raw(key, false);
  error(std::string(key), "wrong-type",
        "\"" + std::string(key) + "\" is to be " + std::string(wanted) +
            ", not " + std::string(type_name(*found)));
}

std::string Reader::text(std::string_view key, bool required) {
  const Json* found = raw(key, required);
  if (!found) return {};
  if (found->is_string()) {
    if (required && found->get_ref<const std::string&>().empty()) {
      error(std::string(key), "missing-text",
            "\"" + std::string(key) + "\" is empty");
    }
    return found->get<std::string>();
  }
  wrong_type(key, "a text");
  return {};
}

std::vector<std::string> Reader::texts(std::string_view key, bool required) {
  const Json* found = raw(key, required);
  if (!found) return {};
  std::vector<std::string> out;
  if (!found->is_array()) {
    wrong_type(key, "a list of texts");
    return out;
  }
  for (std::size_t i = 0; i < found->size(); ++i) {
    const Json& item = (*found)[i];
    if (item.is_string()) {
      out.push_back(item.get<std::string>());
    } else {
      error(std::string(key) + "/" + std::to_string(i), "wrong-type",
            "this is to be a text, not " + std::string(type_name(item)));
    }
  }
  return out;
}

double Reader::number(std::string_view key, double otherwise) {
  const Json* found = raw(key, false);
  if (!found) return otherwise;
  if (found->is_number()) return found->get<double>();
  wrong_type(key, "a number");
  return otherwise;
}

double Reader::number(std::string_view key) {
  (void)raw(key, true);
  return number(key, 0);
}

int Reader::integer(std::string_view key, int otherwise) {
  const double value = number(key, otherwise);
  if (value == std::floor(value) && std::abs(value) < 1e9) {
    return static_cast<int>(value);
  }
  error(std::string(key), "out-of-range",
        "\"" + std::string(key) + "\" is to be a whole number");
  return otherwise;
}

bool Reader::flag(std::string_view key, bool otherwise) {
  const Json* found = raw(key, false);
  if (!found) return otherwise;
  if (found->is_boolean()) return found->get<bool>();
  wrong_type(key, "true or false");
  return otherwise;
}

std::optional<Reader> Reader::object(std::string_view key, bool required) {
  const Json* found = raw(key, required);
  if (!found) return std::nullopt;
  if (!found->is_object()) {
    wrong_type(key, "an object");
    return std::nullopt;
  }
  return Reader(*document_, *found, pointer_ + "/" + escape_token(key),
                *issues_);
}

std::vector<Reader> Reader::objects(std::string_view key, bool required) {
  const Json* found = raw(key, required);
  if (!found) return {};
  std::vector<Reader> out;
  if (!found->is_array()) {
    wrong_type(key, "a list");
    return out;
  }
  for (std::size_t i = 0; i < found->size(); ++i) {
    Reader item(*document_, (*found)[i],
                pointer_ + "/" + escape_token(key) + "/" + std::to_string(i),
                *issues_);
    if (item.is_object()) out.push_back(std::move(item));
  }
  return out;
}

std::string Reader::review() {
  constexpr std::string_view kSigned = "signed ";
  const std::string found = text("clinical_review");
  const bool signed_on =
      found.starts_with(kSigned) &&
      text::parse_date(std::string_view(found).substr(kSigned.size()));
  if (!found.empty() && found != "pending" && !signed_on) {
    error(
        "clinical_review", "unknown-value",
        "\"" + found + "\" is not known here",
        "it takes: pending, or signed and the day, such as signed 2027-01-15");
  }
  return found;
}

std::string Reader::one_of(std::string_view key,
                           const std::vector<std::string>& allowed) {
  std::string found = text(key);
  if (found.empty() ||
      std::find(allowed.begin(), allowed.end(), found) != allowed.end()) {
    return found;
  }
  std::string help = "it takes:";
  for (const std::string& one : allowed) help += " " + one;
  error(std::string(key), "unknown-value",
        "\"" + found + "\" is not known here", help);
  return found;
}

const Json& Reader::members() {
  if (json_->is_object()) {
    for (const auto& [key, value] : json_->items()) (void)raw(key);
  }
  return *json_;
}

void Reader::accept_all() {
  if (!json_->is_object()) return;
  for (const auto& [key, value] : json_->items()) known_.insert(key);
}

bool Reader::crowded() const { return issues_->size() >= kMostIssuesShown; }

void Reader::finish() {
  if (!json_->is_object()) return;
  const std::vector<std::string> known(known_.begin(), known_.end());
  for (const auto& [key, value] : json_->items()) {
    if (known_.contains(key) || key == "$schema") continue;
    if (document_->waiting.contains(pointer_ + "/" + escape_token(key))) {
      continue;
    }
    const std::string near =
        crowded() ? std::string() : text::nearest(key, known);
    key_error(key, "unknown-key", "\"" + key + "\" is not a key of this object",
              near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
}

}  // namespace backcoach::load
