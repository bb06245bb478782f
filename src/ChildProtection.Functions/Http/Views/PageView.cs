namespace ChildProtection.Functions.Http.Views;

/// <summary>One page of a list.</summary>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor);
