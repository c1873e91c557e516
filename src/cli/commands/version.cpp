#include "version.hpp"
#include "../context.hpp"
#include "all.hpp"
#include "backcoach/render_reference.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string_view text) {
  return {Block::Kind::paragraph, std::string(text), {}, {}, false};
}

ExitCode run(const Arguments&, Context& context) {
  const KnowledgeBase* kb = context.knowledge(Parts::decision);
  if (!kb) return context.knowledge_error();
  const Manifest& manifest = kb->manifest;
  if (context.settings().format == Format::json) {
    return context.write(version_json(*kb, std::string(kVersion)),
                         ExitCode::done);
  }
  Document page;
  page.push_back(paragraph("backcoach " + std::string(kVersion)));
  page.push_back(paragraph("Knowledge base " + manifest.name + " " +
                           manifest.version + " of " + manifest.date));
  page.push_back(paragraph("Its digest: " + manifest.sha256));
  page.push_back(paragraph("Clinical review: " + manifest.clinical_review));
  for (const char* id : {"clinical_review_pending", "intended_use",
                         "not_a_diagnosis", "unsure_ask"}) {
    page.push_back(paragraph(fill(*kb, context.region(*kb), kb->notice(id))));
  }
  return context.write(render_text(page, context.style()), ExitCode::done);
}

}  // namespace

Command version_command() {
  return {.name = "version",
          .summary = "Version, rules, intended use and its limits",
          .words = {},
          .most_words = 0,
          .example = "backcoach version",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
