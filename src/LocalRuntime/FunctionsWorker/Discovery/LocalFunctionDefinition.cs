using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>The definition as functions and middleware see it.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    public LocalFunctionDefinition(string name, MethodInfo method, FunctionTrigger trigger)
    {
        Name = name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{EntryPoint}")))[..16];
        InputBindings = method.GetParameters()
            .Where(parameter => parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            .Select(parameter => new LocalBindingMetadata(parameter.Name!, "durableClient"))
            .Append(new LocalBindingMetadata(trigger.ParameterName, trigger.BindingType))
            .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);
    }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    private sealed class LocalBindingMetadata(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
