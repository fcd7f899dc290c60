# Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
# Needs Ruby 2.7 or newer and no gems.
require "json"
require "openssl"

module SeggwatToken
  # `secret` is used as it was shown, `sws_` included: the text itself is the key.
  def self.mint(sub:, email:, name:, project_key:, secret:)
    now = Time.now.to_i
    header = { alg: "HS256", typ: "JWT" }
    claims = { sub: sub, email: email, name: name, project_key: project_key, iat: now, exp: now + 3600 }
    unsigned = [header, claims].map { |part| encode(JSON.generate(part)) }.join(".")
    "#{unsigned}.#{encode(OpenSSL::HMAC.digest("SHA256", secret, unsigned))}"
  end

  def self.encode(bytes)
    [bytes].pack("m0").tr("+/", "-_").delete("=")
  end
  private_class_method :encode
end

# ruby ruby.rb USER_ID EMAIL NAME
if $PROGRAM_NAME == __FILE__
  sub, email, name = ARGV.map { |text| text.dup.force_encoding("UTF-8") }
  puts SeggwatToken.mint(sub: sub, email: email, name: name,
                         project_key: ENV.fetch("SEGGWAT_PROJECT_KEY"), secret: ENV.fetch("SEGGWAT_SIGNING_SECRET"))
end
