using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Security;

/// <summary>Whose tokens are believed. Asked for every token, since an issuer of the outside world changes its keys.</summary>
public interface ITrustedIssuer
{
    ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation);
}
