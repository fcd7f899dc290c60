// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs Java 17 or newer and no libraries.

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Java {
  /** {@code secret} is used as it was shown, {@code sws_} included: the text itself is the key. */
  public static String mintToken(String sub, String email, String name, String projectKey, String secret)
      throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String claims = "{\"sub\":%s,\"email\":%s,\"name\":%s,\"project_key\":%s,\"iat\":%d,\"exp\":%d}"
        .formatted(quote(sub), quote(email), quote(name), quote(projectKey), now, now + 3600);
    String unsigned = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return unsigned + "." + encode(mac.doFinal(unsigned.getBytes(UTF_8)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A JSON string. With a JSON library at hand, let it write the claims. */
  private static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < 0x20) json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }

  // java Java.java USER_ID EMAIL NAME
  public static void main(String[] args) throws GeneralSecurityException {
    System.out.println(mintToken(args[0], args[1], args[2],
        System.getenv("SEGGWAT_PROJECT_KEY"), System.getenv("SEGGWAT_SIGNING_SECRET")));
  }
}
