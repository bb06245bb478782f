using System.Globalization;

namespace ChildProtection.Domain.Profiles;

/// <summary>One fault in a profile's file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line from 1; null when the fault is in no line.</param>
/// <param name="Place">JSON pointer of the place.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record ProfileFault(string File, int? Line, string Place, string Problem, string Expected)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{File}{(Line is null ? "" : $", line {Line}")}{(Place.Length == 0 ? "" : $", {Place}")}: {Problem}; expected {Expected}.");
}

/// <summary>A procedure profile is missing or broken. Carries every fault found, so that a file is put right in one go.</summary>
public sealed class ProfileException(IReadOnlyList<ProfileFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<ProfileFault> Faults { get; } = faults;
}
