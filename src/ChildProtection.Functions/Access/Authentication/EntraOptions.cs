using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>The trusted tenant, and the claims by which its tokens identify a person.</summary>
/// <param name="Authority">Where its metadata is.</param>
/// <param name="Audience">The application id of this app.</param>
/// <param name="Clients">Ids of the applications that may get tokens for this app.</param>
/// <param name="Claims">The claims' names.</param>
internal sealed record EntraOptions(Uri Authority, string Audience, IReadOnlyList<string> Clients, ClaimNames Claims)
{
    /// <summary>Such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    public const string AuthoritySetting = "Authentication:Authority";
    public const string AudienceSetting = LocalIssuerOptions.AudienceSetting;

    /// <summary>Parted by commas.</summary>
    public const string ClientsSetting = "Authentication:Clients";

    /// <summary>The object id unless set: <c>sub</c> differs from app to app, and an account needs one id everywhere.</summary>
    public const string SubjectClaimSetting = "Authentication:SubjectClaim";
    public const string TeamClaimSetting = "Authentication:TeamClaim";
    public const string AgencyClaimSetting = "Authentication:AgencyClaim";

    /// <summary>The tenant's id, where the authority's address begins with one.</summary>
    public Guid? Tenant => Authority.Segments is [_, var first, ..] && Guid.TryParse(first.TrimEnd('/'), out var tenant) ? tenant : null;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it.</exception>
    public static EntraOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static EntraOptions Read(SettingsReader settings)
    {
        const string Needed =
            $"The setting {AuthoritySetting} must be the https address of the tenant, "
            + "such as https://login.microsoftonline.com/<tenant id>/v2.0.";
        var authority = settings.Address(AuthoritySetting, IsTrustworthy, _ => Needed);
        settings.Required(AuthoritySetting, Needed);
        return new EntraOptions(
            authority!,
            settings.Required(
                AudienceSetting,
                $"The setting {AudienceSetting} is missing. Set it to the application id for which the tenant issues tokens."),
            settings.Required(
                ClientsSetting,
                $"The setting {ClientsSetting} is missing. Set it to the ids of the applications whose tokens the app believes, "
                + "parted by commas.").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            new ClaimNames
            {
                Subject = settings.Text(SubjectClaimSetting) ?? "oid",
                Team = settings.Text(TeamClaimSetting) ?? "team",
                Agency = settings.Text(AgencyClaimSetting) ?? "agency",
            });
    }

    private static bool IsTrustworthy(Uri authority) =>
        authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback);
}
