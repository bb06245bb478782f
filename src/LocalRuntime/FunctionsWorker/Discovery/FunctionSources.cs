using System.Reflection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Where functions are looked for: the entry assembly, unless something else was named.</summary>
internal sealed class FunctionSources
{
    private readonly List<Type> _types = [];
    private bool _named;

    public void Add(Assembly assembly) => Add(assembly.GetTypes());

    public void Add(IEnumerable<Type> types)
    {
        _named = true;
        _types.AddRange(types);
    }

    public IEnumerable<Type> Types()
        => _named ? _types.Distinct() : Assembly.GetEntryAssembly()?.GetTypes() ?? [];
}
