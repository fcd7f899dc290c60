#include "attachments/attachment_view.h"

namespace seggwat::attachments {

json::object view_of(const Attachment& attachment, const FileLinks& links) {
  json::object object{{"id", to_string(attachment.id)},
                      {"name", attachment.name},
                      {"type", attachment.type},
                      {"size", attachment.size},
                      {"url", links.url_of(attachment.id)}};
  if (attachment.measure) {
    object["width"] = attachment.measure->width;
    object["height"] = attachment.measure->height;
  }
  return object;
}

}  // namespace seggwat::attachments
