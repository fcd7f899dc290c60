# shellcheck shell=bash
# Sourced by bin/setup before it installs ejabberd and Erlang's port mapper, which are wanted as programs and not as services: masked
# beforehand, they start neither now nor with the machine. Where no systemd heeds that, a policy holds for as long as bin/setup runs.
# What is installed already stays as it is.
units=(ejabberd.service)
[[ -z $(missing erlang-base) ]] || units+=(epmd.service epmd.socket)
as_root mkdir -p /etc/systemd/system
for unit in "${units[@]}"; do as_root ln -sfn /dev/null "/etc/systemd/system/$unit"; done
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  trap 'as_root rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
fi
