using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Plan;

/// <summary>Checks that people can find and trust the evidence later.</summary>
internal static class EvidenceRules
{
    private const int HashLength = 64;

    public static Rejected? Validate(DecisionBuilder change, Evidence? evidence, string field)
    {
        const string rule = "domain 3.2, evidence";
        if (evidence is null)
            return null;
        if (evidence.Sha256.Length != HashLength || !evidence.Sha256.All(char.IsAsciiHexDigit))
            return DecisionBuilder.Invalid(field + "/sha256", rule, "must be 64 hexadecimal digits: the SHA-256 of the file");
        return evidence.DatedOn > change.RecordedOn ? DecisionBuilder.Invalid(field + "/datedOn", rule, "must not be in the future") : null;
    }
}
