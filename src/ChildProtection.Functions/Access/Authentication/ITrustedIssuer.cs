using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>Whose tokens are believed. Asked for every token, since an issuer of the outside world changes its keys.</summary>
public interface ITrustedIssuer
{
    /// <summary>Where its tokens say who somebody is.</summary>
    ClaimNames Claims { get; }

    /// <exception cref="IssuerUnavailableException">It cannot be asked for its keys, and none are known.</exception>
    ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation);
}

/// <summary>The issuer's keys are not known and cannot be fetched: no token can be judged for now.</summary>
public sealed class IssuerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The names of the claims that make up a <see cref="Caller"/>. Roles are always in <c>roles</c>.</summary>
public sealed record ClaimNames
{
    public string Subject { get; init; } = "sub";

    public string Name { get; init; } = "name";

    public string Team { get; init; } = "team";

    public string Agency { get; init; } = "agency";
}
