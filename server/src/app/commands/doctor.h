#pragma once

#include <functional>
#include <string>

#include "app/config.h"

namespace seggwat::app {

enum class Finding { good, warning, fault };

// Told each thing that was looked at, in order: what it was, how it stands, and what to do about it.
using TellFinding = std::function<void(Finding, const std::string& what)>;

// The machine and the data directory: modes, owner, database, key, clock, disk space. Changes nothing.
void examine_data(const Config& config, const TellFinding& tell);
// Settings that are valid but hardly meant.
void examine_settings(const Config& config, const TellFinding& tell);
// A trial dialogue with the mail server, without a mail.
void examine_mail(const Config& config, const TellFinding& tell);
// The server as browsers reach it at `url`: is it up, and do streams pass through whatever stands before it?
void examine_url(const Config& config, const std::string& url, const TellFinding& tell);

// Builds the search index anew, in slices, also beside a running server. 0 when it is whole.
int run_reindex(const Config& config);

// All of these, printed. 0 without a fault, else 1.
int run_doctor(const Config& config, const std::string& url);

}  // namespace seggwat::app
