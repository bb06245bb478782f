namespace ChildProtection.Functions.RecordStore;

/// <summary>Who looks at a list, as far as restrictions go.</summary>
/// <param name="Account">Account id.</param>
/// <param name="IsHeadOfService">Knows of a restriction that no second manager has agreed to.</param>
public sealed record CaseReaderAccount(string Account, bool IsHeadOfService)
{
    /// <summary>On the allow-list of a restriction that waits for a second manager. No account id has a blank.</summary>
    internal const string HeadsOfService = "heads of service";

    /// <param name="allowed">The allow-list; null without a restriction.</param>
    public bool MayKnow(IReadOnlyList<string>? allowed) =>
        allowed is null
        || allowed.Contains(Account, StringComparer.Ordinal)
        || (IsHeadOfService && allowed.Contains(HeadsOfService, StringComparer.Ordinal));
}
