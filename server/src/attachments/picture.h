#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attachments/attachment.h"

// Pictures without what people do not see in them: where and with what they were taken, comments, text, thumbnails, whatever stands
// behind the end. The picture itself is copied byte for byte, never decoded; of EXIF only the orientation is kept, and a colour
// profile stays. Each function walks the whole structure and gives nothing when it is not exactly what the format says: what is
// half one format and half another does not get through.
namespace seggwat::attachments {

struct Picture {
  std::string bytes;
  Measure measure;
};

// More pixels than any camera of the day makes: a bomb for whoever opens it.
constexpr std::int64_t kMostPixels = 120'000'000;

std::optional<Picture> clean_png(std::string_view bytes);
std::optional<Picture> clean_jpeg(std::string_view bytes);
std::optional<Picture> clean_gif(std::string_view bytes);
std::optional<Picture> clean_webp(std::string_view bytes);

// Within what may be shown.
bool is_sensible(const Measure& measure);

// EXIF (a TIFF structure): the orientation, 1 … 8; 1 when it does not say or cannot be read.
int read_orientation(std::string_view exif);
// A TIFF structure that says the orientation and nothing else.
std::string orientation_exif(int orientation);

}  // namespace seggwat::attachments
