#pragma once

namespace seggwat::app {

// The whole program: reads the arguments, runs the command they name. Returns the exit code: 0 good, 1 failed, 2 wrong usage.
int run_command_line(int argc, char** argv);

}  // namespace seggwat::app
