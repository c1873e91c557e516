#include "own_prescription.hpp"

#include "../kb/load_prescription.hpp"

namespace backcoach::cli {

std::string prescription_path(const Context& context) {
  const std::string folder = context.data_folder();
  return folder.empty() ? folder : folder + "/prescription.json";
}

std::optional<Prescription> own_prescription(Context& context,
                                             const KnowledgeBase& kb) {
  const std::string path = prescription_path(context);
  if (path.empty() || !context.files().exists(path)) return std::nullopt;
  Checked<std::string> text = context.files().read(path);
  if (!text.value) {
    context.report(text.issues, ExitCode::cannot_read_or_write);
    return std::nullopt;
  }
  Checked<Prescription> read =
      load_prescription(kb, path, std::move(*text.value));
  if (!read.value) {
    context.report(read.issues, ExitCode::bad_input);
    context.complain("This plan is made without your own exercises.");
  }
  return std::move(read.value);
}

}  // namespace backcoach::cli
