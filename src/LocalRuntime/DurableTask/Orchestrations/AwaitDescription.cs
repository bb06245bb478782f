using System.Reflection;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Finds out, for an error message only, which method awaits and what. It reads private parts of the runtime's task types; where those
/// differ it says less, never something wrong.
/// </summary>
internal static class AwaitDescription
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The awaited task at the end of a chain of async methods that begins with this one.</summary>
    public static string OfWaiting(Task root)
    {
        var method = "the orchestrator";
        var awaited = root;
        for (var depth = 0; depth < 64 && StateMachine(awaited) is { } machine; depth++)
        {
            method = MethodOf(machine);
            if (AwaitedBy(machine) is not { } next)
                return $"{method} awaits something that is not a task";
            awaited = next;
        }

        return $"{method} awaits a {Readable(awaited.GetType())}";
    }

    /// <summary>The innermost method of a chain of async methods that has not ended.</summary>
    public static string MethodOfWaiting(Task root)
    {
        var method = "the orchestrator";
        Task? awaited = root;
        for (var depth = 0; depth < 64 && awaited is not null && StateMachine(awaited) is { } machine; depth++)
        {
            method = MethodOf(machine);
            awaited = AwaitedBy(machine);
        }

        return method;
    }

    /// <summary>The method that a continuation from outside belongs to.</summary>
    public static string OfContinuation(object? state) => (state as Delegate)?.Target is { } target && StateMachine(target) is { } machine
        ? $"{MethodOf(machine)} was continued from another thread"
        : "a continuation came from another thread";

    private static object? StateMachine(object box) => box.GetType().GetField("StateMachine", Fields)?.GetValue(box);

    private static Task? AwaitedBy(object machine)
    {
        foreach (var field in machine.GetType().GetFields(Fields).Where(static field => field.Name.StartsWith("<>u__", StringComparison.Ordinal)))
        {
            if (TaskOf(field.GetValue(machine)) is { IsCompleted: false } task)
                return task;
        }

        return null;
    }

    // An awaiter holds its task; a configured awaiter holds an awaiter.
    private static Task? TaskOf(object? awaiter)
    {
        for (var depth = 0; depth < 3 && awaiter is not null; depth++)
        {
            if (awaiter is Task task)
                return task;
            var inner = awaiter.GetType().GetFields(Fields)
                .FirstOrDefault(static field => field.Name is "m_task" or "m_configuredTaskAwaiter" or "_value" or "_obj");
            awaiter = inner?.GetValue(awaiter);
        }

        return awaiter as Task;
    }

    private static string MethodOf(object machine)
    {
        var type = machine.GetType();
        var begin = type.Name.IndexOf('<', StringComparison.Ordinal);
        var end = type.Name.LastIndexOf('>');
        var method = begin >= 0 && end > begin ? type.Name[(begin + 1)..end] : type.Name;
        // A lambda's class is the compiler's own, inside the one that is meant.
        var declaring = type.DeclaringType;
        while (declaring is { DeclaringType: not null } && declaring.Name.StartsWith('<'))
            declaring = declaring.DeclaringType;
        return $"'{declaring?.Name}.{method}'";
    }

    private static string Readable(Type type) => type.Name switch
    {
        "DelayPromise" or "DelayPromiseWithCancellation" => "Task.Delay",
        _ => type.IsGenericType ? $"Task ({type.Name.Split('`')[0]} of {string.Join(", ", type.GetGenericArguments().Select(static t => t.Name))})" : $"Task ({type.Name})",
    };
}
