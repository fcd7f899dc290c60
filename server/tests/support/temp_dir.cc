#include "support/temp_dir.h"

#include <cstdlib>
#include <stdexcept>

namespace seggwat::testing {

TempDir::TempDir() {
  std::string pattern = (std::filesystem::temp_directory_path() / "seggwat-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace seggwat::testing
