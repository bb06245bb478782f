namespace ChildProtection.Functions.Platform.Tables;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most the requested number.</param>
/// <param name="NextCursor">The place of the next page; null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
