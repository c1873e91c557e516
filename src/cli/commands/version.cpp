#include "version.hpp"

#include <array>

#include "../../show/render_reference.hpp"
#include "../../show/say.hpp"
#include "../context.hpp"
#include "../licenses.hpp"
#include "../page_json.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string_view text) {
  return {Block::Kind::paragraph, std::string(text)};
}

constexpr std::array kFlags = {
    Flag{"licenses", 0, {}, "The licences of everything that is built in"},
};

ExitCode show_licenses(Context& context) {
  switch (context.settings().format) {
    case Format::json:
      return context.write(licenses_json(license_texts()), ExitCode::done);
    case Format::markdown:
      return context.write(
          "# Licences\n\n```text\n" + std::string(license_texts()) + "```\n",
          ExitCode::done);
    case Format::text:
    case Format::html:
    case Format::ics:
      break;
  }
  return context.write(std::string(license_texts()), ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  if (arguments.has("licenses")) return show_licenses(context);
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
  for (std::string& text :
       render::notices(*kb, context.region(*kb),
                       {"clinical_review_pending", "intended_use",
                        "not_a_diagnosis", "unsure_ask"})) {
    page.push_back(paragraph(std::move(text)));
  }
  return context.write_page(page, ExitCode::done);
}

}  // namespace

Command version_command() {
  return {.name = "version",
          .summary = "Version, rules, intended use and its limits",
          .words = {},
          .most_words = 0,
          .example = "backcoach version",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
