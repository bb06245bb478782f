using Microsoft.AspNetCore.Http;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Who may do what over REST: the token's key must stand at the entity or above it and give the right, the token must be made for it and still hold.</summary>
internal static class BusGuard
{
    /// <summary>Null when the caller may. What is wrong is told in words that hold neither key nor signature.</summary>
    public static string? Refusal(HttpContext http, AccessKeys keys, string entity, AccessRight right)
    {
        if (SasToken.Parse(http.Request.Headers.Authorization) is not { } token)
            return "The request has no Authorization header of the form SharedAccessSignature sr=...&sig=...&se=...&skn=....";
        if (!token.Covers(http.Request.Host.Value ?? "", BusFace.Root, entity))
            return "The token is made for another resource.";
        // The same words whether the name or the signature is wrong: they tell nothing of what exists.
        if (!keys.KeysAt(entity, token.KeyName, right).Any(token.IsSignedWith))
            return $"The token's signature is not of a key that allows {right} here.";
        return token.IsExpired(TimeProvider.System.GetUtcNow()) ? "The token has expired." : null;
    }
}
