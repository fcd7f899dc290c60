// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs .NET 8 or newer and no packages.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

// dotnet run -- USER_ID EMAIL NAME
Console.WriteLine(SeggwatToken.Mint(args[0], args[1], args[2],
    Environment.GetEnvironmentVariable("SEGGWAT_PROJECT_KEY")!,
    Environment.GetEnvironmentVariable("SEGGWAT_SIGNING_SECRET")!));

public static class SeggwatToken
{
    /// <summary><paramref name="secret"/> is used as it was shown, <c>sws_</c> included: the text itself is the key.</summary>
    public static string Mint(string sub, string email, string name, string projectKey, string secret)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new { alg = "HS256", typ = "JWT" };
        var claims = new { sub, email, name, project_key = projectKey, iat = now, exp = now + 3600 };
        string unsigned = Encode(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(unsigned));
        return unsigned + "." + Encode(signature);
    }

    private static string Encode(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
