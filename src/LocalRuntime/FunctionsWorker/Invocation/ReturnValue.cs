using System.Reflection;
using System.Runtime.CompilerServices;
using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

/// <summary>How the outcome of a method is read: a value, a task, or a task of a value.</summary>
internal sealed class ReturnValue
{
    private readonly Func<Task, object?> _read;

    private ReturnValue(Type valueType, Func<Task, object?> read) => (ValueType, _read) = (valueType, read);

    /// <summary>Type of the value; <see cref="object"/> when there is none.</summary>
    public Type ValueType { get; }

    public static ReturnValue Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
            throw new FunctionFaultException("it is async void, so nobody can wait for it; return Task.");
        if (type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            throw new FunctionFaultException("it returns a ValueTask; return a Task.");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            var result = type.GetProperty(nameof(Task<object>.Result))!;
            return new ReturnValue(type.GetGenericArguments()[0], task => result.GetValue(task));
        }

        return new ReturnValue(type == typeof(void) || type == typeof(Task) ? typeof(object) : type, _ => null);
    }

    /// <summary>Stays on the caller's scheduler, as orchestrators must.</summary>
    public async Task<object?> ReadAsync(object? returned)
    {
        if (returned is not Task task)
            return returned;
        await task;
        return _read(task);
    }
}
