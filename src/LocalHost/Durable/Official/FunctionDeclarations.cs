using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace LocalHost.Durable.Official;

/// <summary>
/// The WebJobs host finds functions as methods with attributes; the worker's are known only once it runs. So a class is made that declares
/// a method for each of them; every method hands its arguments, and the function's place in the list, to <see cref="WorkerCalls"/>.
/// </summary>
internal static class FunctionDeclarations
{
    /// <summary>The project lets this assembly see its internals.</summary>
    private const string AssemblyName = "LocalHost.Declared";

    public static Type Declare(IReadOnlyList<DurableFunction> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.RunAndCollect);
        var type = assembly.DefineDynamicModule(AssemblyName).DefineType("DurableFunctions", TypeAttributes.Public | TypeAttributes.Sealed);
        var calls = type.DefineField("calls", typeof(WorkerCalls), FieldAttributes.Private | FieldAttributes.InitOnly);
        DeclareConstructor(type, calls);
        for (var index = 0; index < functions.Count; index++)
            DeclareFunction(type, calls, functions[index], index);
        DeclareClientBinding(type, calls);
        return type.CreateType();
    }

    private static void DeclareConstructor(TypeBuilder type, FieldInfo calls)
    {
        var code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(WorkerCalls)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(object).GetConstructor([])!);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, calls);
        code.Emit(OpCodes.Ret);
    }

    private static void DeclareFunction(TypeBuilder type, FieldInfo calls, DurableFunction function, int index)
    {
        var parameters = function.IsActivity ? ["input", "instanceId"] : new[] { "episode" };
        var method = type.DefineMethod(
            function.Worker.Name, MethodAttributes.Public, typeof(Task<object>), [.. parameters.Select(_ => typeof(string))]);
        method.SetCustomAttribute(Attribute(typeof(FunctionNameAttribute), function.Worker.Name));
        Parameters(method, parameters)[0].SetCustomAttribute(Trigger(function));
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, calls);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Ldarg_1);
        if (function.IsActivity)
            code.Emit(OpCodes.Ldarg_2);
        var target = function.IsActivity ? nameof(WorkerCalls.ActAsync) : nameof(WorkerCalls.OrchestrateAsync);
        code.Emit(OpCodes.Callvirt, typeof(WorkerCalls).GetMethod(target)!);
        code.Emit(OpCodes.Ret);
    }

    /// <summary>The extension tells its address only to a binding.</summary>
    private static void DeclareClientBinding(TypeBuilder type, FieldInfo calls)
    {
        var method = type.DefineMethod(ClientBinding.Function, MethodAttributes.Public, typeof(void), [typeof(string)]);
        method.SetCustomAttribute(Attribute(typeof(NoAutomaticTriggerAttribute)));
        Parameters(method, ["client"])[0].SetCustomAttribute(Attribute(typeof(DurableClientAttribute)));
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, calls);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Callvirt, typeof(WorkerCalls).GetMethod(nameof(WorkerCalls.TakeClientBinding))!);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder Trigger(DurableFunction function)
    {
        var constructor = function.Trigger.GetConstructor([])!;
        var name = function.Trigger.GetProperty(function.IsActivity ? "Activity" : "Orchestration")!;
        return function.CalledAs is { } calledAs
            ? new CustomAttributeBuilder(constructor, [], [name], [calledAs])
            : new CustomAttributeBuilder(constructor, []);
    }

    private static CustomAttributeBuilder Attribute(Type attribute, params object[] arguments)
        => new(attribute.GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);

    private static ParameterBuilder[] Parameters(MethodBuilder method, string[] names)
        => [.. names.Select((name, index) => method.DefineParameter(index + 1, ParameterAttributes.None, name))];
}
