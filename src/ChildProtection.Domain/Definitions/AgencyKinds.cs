using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>Kinds of agency that raise events of their own; see <see cref="AgencyCodes.KindOf"/>.</summary>
internal static class AgencyKinds
{
    public static IReadOnlyList<string> Health { get; } = ["health"];

    public static IReadOnlyList<string> Police { get; } = ["police"];

    public static IReadOnlyList<string> Courts { get; } = ["legal", "court"];

    public static IReadOnlyList<string> Convenor { get; } = ["convenor", "tribunal", "legal", "court"];

    public static IReadOnlyList<string> Authority { get; } = ["authority"];
}
