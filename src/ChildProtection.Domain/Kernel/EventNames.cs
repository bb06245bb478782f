using System.Collections.Frozen;

namespace ChildProtection.Domain.Kernel;

/// <summary>The stored name of every event record.</summary>
public static class EventNames
{
    public static FrozenDictionary<Type, string> All { get; } = typeof(CaseEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CaseEvent)))
        .ToFrozenDictionary(type => type, type => (string)type.GetProperty(nameof(INamedEvent.WireName))!.GetValue(null)!);

    public static string Of(CaseEvent data) => All[data.GetType()];
}
