namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// What tells an access token for this app from the tenant's other tokens. The ID token of a sign-in to the same registration has the same
/// issuer, audience and roles, and lies in browsers and logs.
/// </summary>
/// <param name="Tenant">The tenant's id; null where the authority's address has none.</param>
/// <param name="Clients">Ids of the applications that may get tokens for this app.</param>
internal sealed record AccessTokens(Guid? Tenant, IReadOnlyList<string> Clients)
{
    /// <summary>They tie an ID token to a sign-in.</summary>
    private static readonly string[] OfIdTokens = ["nonce", "at_hash", "c_hash"];

    /// <summary>Why the token is refused; null when it is an access token for this app.</summary>
    public string? Refusal(TokenClaims token)
    {
        if (Tenant is { } tenant && !(Guid.TryParse(token.Text("tid"), out var of) && of == tenant))
            return "The token is from another tenant (tid). Sign in to this installation's tenant.";
        // A person's access token has scopes; an application's own says what it is.
        var isAccess = token.Text("scp") is not null || token.Text("idtyp") == "app";
        if (!isAccess || OfIdTokens.Any(token.Has))
            return "The token is no access token. Send the access token that the sign-in gives for this app, not the ID token.";
        var client = token.Text("azp") ?? token.Text("appid");
        return client is null || !Clients.Contains(client, StringComparer.OrdinalIgnoreCase)
            ? "The token was issued to an application that may not call this one (azp). Use an application of this installation."
            : null;
    }
}
