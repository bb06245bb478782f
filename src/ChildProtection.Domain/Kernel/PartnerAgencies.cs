namespace ChildProtection.Domain.Kernel;

/// <summary>
/// Which agencies work with the child: those that a conference lists. They are told of it, and may send what they know (domain 3.3).
/// </summary>
internal static class PartnerAgencies
{
    /// <summary>More than a conference can hold; it bounds the state and what one decision sends.</summary>
    internal const int Most = 60;

    /// <summary>
    /// An agency that left the core group no longer works with the child, even if a conference listed it before. A later listing brings it
    /// back.
    /// </summary>
    public static void Leave(DecisionBuilder change, IEnumerable<string?> codes) =>
        change.State = change.State with { ConferenceAgencies = [.. change.State.ConferenceAgencies.Except(codes.OfType<string>())] };

    /// <summary>The partners among codes, each once, in order.</summary>
    public static IEnumerable<string> Of(IEnumerable<string?> codes) =>
        codes.OfType<string>().Where(AgencyCodes.IsPartner).Distinct().Order(StringComparer.Ordinal);
}
