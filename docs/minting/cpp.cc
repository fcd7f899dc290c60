// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs C++17 and OpenSSL: c++ -std=c++17 cpp.cc -o mint -lcrypto
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

struct User {
  std::string sub, email, name;
};

std::string encode(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), in, static_cast<int>(bytes.size()));
  text.erase(text.find_first_of(std::string("=\0", 2)));
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

// A JSON string. With a JSON library at hand, let it write the claims.
std::string quote(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    char escape[7];
    if (c == '"' || c == '\\') (json += '\\') += c;
    else if (static_cast<unsigned char>(c) >= 0x20) json += c;
    else json.append(escape, std::snprintf(escape, sizeof escape, "\\u%04x", c));
  }
  return json + '"';
}

// `secret` is used as it was shown, `sws_` included: the text itself is the key.
std::string mint_token(const User& user, const std::string& project_key, const std::string& secret) {
  const long long now = std::time(nullptr);
  const std::string claims = "{\"sub\":" + quote(user.sub) + ",\"email\":" + quote(user.email) + ",\"name\":" + quote(user.name) +
                             ",\"project_key\":" + quote(project_key) + ",\"iat\":" + std::to_string(now) +
                             ",\"exp\":" + std::to_string(now + 3600) + "}";
  const std::string unsigned_part = encode(R"({"alg":"HS256","typ":"JWT"})") + "." + encode(claims);
  std::string mac(32, '\0');
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(unsigned_part.data()),
       unsigned_part.size(), reinterpret_cast<unsigned char*>(mac.data()), nullptr);
  return unsigned_part + "." + encode(mac);
}

// ./mint USER_ID EMAIL NAME
int main(int argc, char** argv) {
  const char* project_key = std::getenv("SEGGWAT_PROJECT_KEY");
  const char* secret = std::getenv("SEGGWAT_SIGNING_SECRET");
  if (argc != 4 || project_key == nullptr || secret == nullptr) {
    std::cerr << "usage: SEGGWAT_PROJECT_KEY=… SEGGWAT_SIGNING_SECRET=… mint USER_ID EMAIL NAME\n";
    return 2;
  }
  std::cout << mint_token({argv[1], argv[2], argv[3]}, project_key, secret) << '\n';
}
