using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Access;

/// <summary>Whether a caller may do something to a case.</summary>
internal abstract record AccessVerdict;

/// <param name="As">The role that permits it.</param>
internal sealed record Granted(Role As) : AccessVerdict;

/// <param name="Needs">For the caller: what would be needed.</param>
/// <param name="GlassMayBeBroken">An emergency, with a reason given, would open it.</param>
internal sealed record Denied(string Needs, bool GlassMayBeBroken = false) : AccessVerdict;

/// <summary>The caller must not learn that there is such a case.</summary>
internal sealed record NotToBeKnown : AccessVerdict;
