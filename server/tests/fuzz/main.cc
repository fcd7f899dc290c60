#include <cstddef>
#include <cstdint>

#include "base/secret.h"
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  seggwat::init_crypto();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  seggwat::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
