// A chunked body: in one piece, byte by byte, and cut at places that the input chooses, it must come to the same.
#include <algorithm>
#include <string>

#include "fuzz/fuzz.h"
#include "http/chunk_reader.h"

namespace seggwat::fuzz {
namespace {

constexpr std::size_t kLimit = 300;

struct Outcome {
  http::ChunkReader::State state = http::ChunkReader::State::more;
  std::string body;
  std::size_t left = 0;  // of the bytes, when it is done

  bool operator==(const Outcome&) const = default;
};

Outcome read_in_pieces(std::string_view bytes, std::size_t size) {
  http::ChunkReader reader(kLimit);
  Outcome outcome;
  while (outcome.state == http::ChunkReader::State::more && !bytes.empty()) {
    auto piece = bytes.substr(0, size);
    bytes.remove_prefix(piece.size());
    outcome.state = reader.feed(piece, outcome.body);
    outcome.left = bytes.size() + piece.size();
  }
  must(outcome.body.size() <= kLimit);
  if (outcome.state == http::ChunkReader::State::done) return outcome;
  // What was taken of a refused body is nobody's business, nor where reading it ended.
  return {.state = outcome.state, .body = outcome.state == http::ChunkReader::State::more ? outcome.body : "", .left = 0};
}

}  // namespace

void run(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto size = static_cast<std::size_t>(static_cast<unsigned char>(bytes.front())) + 2;
  bytes.remove_prefix(1);
  const auto whole = read_in_pieces(bytes, bytes.size() + 1);
  must(whole == read_in_pieces(bytes, 1));
  must(whole == read_in_pieces(bytes, size));
}

}  // namespace seggwat::fuzz
