<?php
// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs PHP 8.0 or newer and no packages.
declare(strict_types=1);

function seggwat_encode(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** $secret is used as it was shown, `sws_` included: the text itself is the key. */
function seggwat_mint_token(string $sub, string $email, string $name, string $projectKey, string $secret): string
{
    $now = time();
    $header = ['alg' => 'HS256', 'typ' => 'JWT'];
    $claims = ['sub' => $sub, 'email' => $email, 'name' => $name, 'project_key' => $projectKey, 'iat' => $now, 'exp' => $now + 3600];
    $json = fn (array $part): string => json_encode($part, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    $unsigned = seggwat_encode($json($header)) . '.' . seggwat_encode($json($claims));
    return $unsigned . '.' . seggwat_encode(hash_hmac('sha256', $unsigned, $secret, true));
}

// php php.php USER_ID EMAIL NAME
if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    [, $sub, $email, $name] = $argv;
    echo seggwat_mint_token($sub, $email, $name, getenv('SEGGWAT_PROJECT_KEY'), getenv('SEGGWAT_SIGNING_SECRET')), PHP_EOL;
}
