require "jwt"

sub, email, name = ARGV.map { |text| text.dup.force_encoding("UTF-8") }
now = Time.now.to_i
claims = { sub: sub, email: email, name: name, project_key: ENV.fetch("SEGGWAT_PROJECT_KEY"), iat: now, exp: now + 3600 }
puts JWT.encode(claims, ENV.fetch("SEGGWAT_SIGNING_SECRET"), ENV.fetch("ALGORITHM", "HS256"))
