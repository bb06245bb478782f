using System.Reflection;
using System.Text.RegularExpressions;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Finds the functions by reflection. All faults are reported at once, so that one start shows all of them.</summary>
internal sealed partial class FunctionDiscovery(SettingExpander settings)
{
    private const BindingFlags OwnMethods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="FunctionDiscoveryException">At least one function is not well formed.</exception>
    public IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var found = new List<FunctionDescriptor>();
        var faults = new List<string>();
        foreach (var method in types.SelectMany(type => type.GetMethods(OwnMethods)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                continue;
            try
            {
                found.Add(Describe(method, attribute.Name));
            }
            catch (FunctionFaultException fault)
            {
                faults.Add($"Function '{attribute.Name}' ({Place(method)}): {fault.Message}");
            }
        }

        faults.AddRange(FunctionClashes.Find(found));
        return faults.Count == 0 ? found : throw new FunctionDiscoveryException(faults);
    }

    private FunctionDescriptor Describe(MethodInfo method, string name)
    {
        CheckShape(method, name);
        var binding = Bind(method, name);
        return new FunctionDescriptor
        {
            Definition = new LocalFunctionDefinition(name, method, binding.Trigger),
            Method = method,
            Trigger = binding.Trigger,
            Binders = binding.Binders,
            Returns = ReturnValue.Of(method),
            Factory = method.IsStatic ? null : FactoryOf(method.DeclaringType!),
        };
    }

    private FunctionBinding Bind(MethodInfo method, string name)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            throw new FunctionFaultException(triggers.Count == 0
                ? "it has no trigger; put one of HttpTrigger, TimerTrigger, ServiceBusTrigger, OrchestrationTrigger or ActivityTrigger on a parameter."
                : "it has more than one trigger; keep one and make a function of its own for each of the others.");
        }

        var (parameter, attribute) = triggers[0];
        return attribute switch
        {
            HttpTriggerAttribute http => HttpBinding.Bind(method, parameter, http, name, settings),
            TimerTriggerAttribute timer => TimerBinding.Bind(method, parameter, timer, settings),
            OrchestrationTriggerAttribute orchestration => DurableBinding.Bind(method, parameter, orchestration, name),
            ServiceBusTriggerAttribute serviceBus => ServiceBusBinding.Bind(method, parameter, serviceBus, settings),
            ActivityTriggerAttribute activity => DurableBinding.Bind(method, parameter, activity, name),
            _ => throw new FunctionFaultException($"the trigger {attribute!.GetType().Name} is not known to this host."),
        };
    }

    private static void CheckShape(MethodInfo method, string name)
    {
        if (!NamePattern().IsMatch(name))
            throw new FunctionFaultException("a function's name begins with a letter and holds letters, digits, '_' and '-', 127 at most.");
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new FunctionFaultException("the method and its class must be public.");
        if (method.ContainsGenericParameters || (method.DeclaringType!.IsAbstract && !method.IsStatic))
            throw new FunctionFaultException("the method and its class must not be abstract or generic.");
        if (method.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.IsByRef) is { } byReference)
            throw new FunctionFaultException($"the parameter '{byReference.Name}' is passed by reference; pass it by value.");
    }

    private static ObjectFactory FactoryOf(Type type)
    {
        try
        {
            return ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        }
        catch (InvalidOperationException exception)
        {
            throw new FunctionFaultException($"its class can't be made: {exception.Message}");
        }
    }

    private static string Place(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex NamePattern();
}
