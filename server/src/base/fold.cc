#include "base/fold.h"

#include <glib.h>

#include <memory>

namespace seggwat {
namespace {

struct Free {
  void operator()(char* text) const { g_free(text); }
};
using GlibText = std::unique_ptr<char, Free>;

}  // namespace

std::string fold_case(std::string_view text) {
  const GlibText composed(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL_COMPOSE));
  if (!composed) return std::string(text);
  const GlibText folded(g_utf8_casefold(composed.get(), -1));
  // Folding can take a text out of its composed form.
  const GlibText again(g_utf8_normalize(folded.get(), -1, G_NORMALIZE_ALL_COMPOSE));
  return again ? again.get() : folded.get();
}

}  // namespace seggwat
