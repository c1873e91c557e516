#include "schema_bundle.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace backcoach::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kEnding = ".schema.json";

OrderedJson read(const std::vector<SchemaFile>& all, std::string_view name) {
  const auto it =
      std::find_if(all.begin(), all.end(),
                   [&](const SchemaFile& one) { return one.name == name; });
  // The schemas of a base are read as JSON when it is loaded.
  return it == all.end() ? OrderedJson()
                         : OrderedJson::parse(it->text, nullptr,
                                              /*allow_exceptions=*/false);
}

/// Turns references to other files into references below "#/$defs".
class Bundle {
 public:
  Bundle(const std::vector<SchemaFile>& all, std::string_view root)
      : all_(all), root_(root) {}

  /// \param file  the file that `node` is a part of.
  void visit(OrderedJson& node, const std::string& file) {
    if (node.is_array()) {
      for (OrderedJson& one : node) visit(one, file);
    }
    if (!node.is_object()) return;
    for (auto& [key, value] : node.items()) {
      if (key == "$ref" && value.is_string()) {
        value = moved(value.get<std::string>(), file);
      } else {
        visit(value, file);
      }
    }
  }

  [[nodiscard]] const std::map<std::string, OrderedJson>& parts() const {
    return parts_;
  }

 private:
  std::string moved(const std::string& reference, const std::string& file) {
    const std::size_t hash = std::min(reference.find('#'), reference.size());
    std::string target = reference.substr(0, hash);
    if (target.empty()) target = file;
    const std::string pointer =
        hash < reference.size() ? reference.substr(hash + 1) : std::string();
    if (target == std::string(root_) + std::string(kEnding)) {
      return "#" + pointer;
    }
    take(target);
    return "#/$defs/" + target + pointer;
  }

  void take(const std::string& file) {
    if (parts_.contains(file)) return;
    OrderedJson& part = parts_[file];
    part = read(all_, file.substr(0, file.size() - kEnding.size()));
    part.erase("$schema");
    OrderedJson copy = part;
    visit(copy, file);
    parts_[file] = std::move(copy);
  }

  const std::vector<SchemaFile>& all_;
  std::string_view root_;
  std::map<std::string, OrderedJson> parts_;
};

}  // namespace

std::string standalone_schema(const std::vector<SchemaFile>& all,
                              std::string_view name) {
  OrderedJson schema = read(all, name);
  Bundle bundle(all, name);
  bundle.visit(schema, std::string(name) + std::string(kEnding));
  OrderedJson out = OrderedJson::object();
  if (schema.contains("$schema")) out["$schema"] = schema["$schema"];
  out["$id"] = "urn:backcoach:schema:" + std::string(name);
  for (auto& [key, value] : schema.items()) {
    if (key != "$schema" && key != "$id") out[key] = std::move(value);
  }
  for (const auto& [file, part] : bundle.parts()) out["$defs"][file] = part;
  return out.dump(2) + '\n';
}

std::string schema_list_json(const std::vector<SchemaFile>& all) {
  OrderedJson names = OrderedJson::array();
  for (const SchemaFile& schema : all) names.push_back(schema.name);
  const OrderedJson out = {{"schema", "backcoach/schema_list/1"},
                           {"names", std::move(names)}};
  return out.dump(2) + '\n';
}

}  // namespace backcoach::cli
