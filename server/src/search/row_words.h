#pragma once

#include <string>
#include <string_view>

#include "search/index_store.h"

// What a row of the index holds: every word once, folded, behind the mark of its project.
namespace seggwat::search {

// The words by which all messages of a person's thread are found. `number` is the project's, see store::find_project_number.
std::string words_of_person(std::int64_t number, const store::Person& person);
// Those, `of_person`, and the message's own.
std::string words_of_message(std::int64_t number, std::string_view of_person, std::string_view body);

}  // namespace seggwat::search
