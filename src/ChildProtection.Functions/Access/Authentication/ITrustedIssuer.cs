using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>A trusted token issuer. Its keys are read for every token, because an external issuer changes them.</summary>
public interface ITrustedIssuer
{
    /// <summary>The claims by which its tokens identify a person.</summary>
    ClaimNames Claims { get; }

    /// <summary>Why a token that it signed is none for this app; null when it is one.</summary>
    internal string? Refusal(TokenClaims token);

    /// <exception cref="IssuerUnavailableException">Its keys cannot be fetched and none are known.</exception>
    ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation);
}

/// <summary>The issuer's keys are unknown and cannot be fetched, so no token can be checked now.</summary>
public sealed class IssuerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The names of the claims that make up a <see cref="Caller"/>. Roles are always in <c>roles</c>.</summary>
public sealed record ClaimNames
{
    public string Subject { get; init; } = "sub";

    public string Name { get; init; } = "name";

    public string Team { get; init; } = "team";

    public string Agency { get; init; } = "agency";
}
