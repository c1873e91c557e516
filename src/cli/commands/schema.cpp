#include "../../base/edit_distance.hpp"
#include "../context.hpp"
#include "../schema_bundle.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  std::vector<std::string> names;
  for (const SchemaFile& schema : kb->schemas) names.push_back(schema.name);
  if (arguments.words().empty()) {
    if (context.settings().format == Format::json) {
      return context.write(schema_list_json(kb->schemas), ExitCode::done);
    }
    std::string list;
    for (const std::string& name : names) list += name + '\n';
    return context.write(list, ExitCode::done);
  }
  const std::string& wanted = arguments.words()[0];
  for (const SchemaFile& schema : kb->schemas) {
    if (schema.name == wanted) {
      return context.write(standalone_schema(kb->schemas, wanted),
                           ExitCode::done);
    }
  }
  const std::string near = text::nearest(wanted, names);
  context.complain("error: there is no schema \"" + wanted + "\"" +
                   (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
  return ExitCode::usage;
}

}  // namespace

Command schema_command() {
  return {.name = "schema",
          .summary = "JSON Schemas of every input and output",
          .words = "[NAME]",
          .most_words = 1,
          .example = "backcoach schema answers > answers.schema.json",
          .flags = {},
          .run = run,
          .formats = Formats::lines};
}

}  // namespace backcoach::cli
