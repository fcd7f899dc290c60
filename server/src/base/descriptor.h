#pragma once

#include <unistd.h>

namespace seggwat {

// An open file of the operating system, closed when it goes out of scope. Negative: opening failed, `errno` says why.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

}  // namespace seggwat
