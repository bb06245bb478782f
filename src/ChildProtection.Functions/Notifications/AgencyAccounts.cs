namespace ChildProtection.Functions.Notifications;

/// <summary>The account ids of agencies' messages.</summary>
internal static class AgencyAccounts
{
    private const string Prefix = "agency/";

    public static string Of(string agency) => Prefix + agency;

    /// <summary>Whether an account id belongs to an agency's messages.</summary>
    public static bool IsAgency(string account) => account.StartsWith(Prefix, StringComparison.Ordinal);
}
