using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Access;

/// <summary>Whether a caller may do something to a case.</summary>
internal abstract record AccessVerdict;

/// <param name="As">The role that permits it.</param>
internal sealed record Granted(Role As) : AccessVerdict;

/// <param name="Needs">For the caller: what the action needs.</param>
/// <param name="GlassMayBeBroken">The caller may read the case in an emergency, with a reason.</param>
internal sealed record Denied(string Needs, bool GlassMayBeBroken = false) : AccessVerdict;

/// <summary>The caller must not learn that the case exists.</summary>
internal sealed record NotToBeKnown : AccessVerdict;
