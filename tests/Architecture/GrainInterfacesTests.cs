using System.Collections.Immutable;
using System.Reflection;
using Conversations.Contracts;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Architecture.Tests;

/// <summary>What grains say to each other is immutable, named, and numbered; on real Orleans one argument that is not breaks its whole interface.</summary>
public sealed class GrainInterfacesTests
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(double), typeof(decimal),
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(CancellationToken), typeof(ReadOnlyMemory<byte>),
    ];

    private static readonly List<Type> Contracts = [.. typeof(ConversationId).Assembly.GetTypes()];

    private static readonly List<Type> Interfaces =
        [.. Contracts.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private static readonly List<Type> Sent = [.. Contracts.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !type.IsEnum)];

    [Fact]
    public void There_are_grain_interfaces_to_look_at() => Assert.InRange(Interfaces.Count, 5, int.MaxValue);

    [Fact]
    public void Arguments_and_results_are_plain_or_immutable_records_with_a_name()
    {
        var faults = new List<string>();
        foreach (var method in Interfaces.SelectMany(type => type.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(ResultOf(method)))
            {
                Check(type, $"{method.DeclaringType!.Name}.{method.Name}", faults, []);
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Interfaces_and_their_methods_have_names_that_outlive_a_rename()
    {
        var nameless = Interfaces.Cast<MemberInfo>().Concat(Interfaces.SelectMany(type => type.GetMethods())).Where(member => !member.IsDefined(typeof(AliasAttribute)));

        Assert.Empty(nameless.Select(member => $"{member.DeclaringType?.Name}.{member.Name}"));
    }

    [Fact]
    public void Interfaces_are_not_generic_and_their_methods_give_tasks()
    {
        Assert.DoesNotContain(Interfaces, type => type.IsGenericType);
        Assert.Empty(Interfaces.SelectMany(type => type.GetMethods()).Where(method => method.IsGenericMethod || !IsTask(method.ReturnType)).Select(method => method.Name));
    }

    [Fact]
    public void No_name_is_given_twice()
    {
        var names = Contracts.SelectMany(type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => alias.Alias));

        Assert.Empty(names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Every_member_that_is_sent_has_a_number_of_its_own()
    {
        var faults = new List<string>();
        foreach (var type in Sent)
        {
            var members = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(IsKept).ToList();
            faults.AddRange(members.Where(member => !member.IsDefined(typeof(IdAttribute))).Select(member => $"{type.Name}.{member.Name} has no number"));
            faults.AddRange(members.Select(member => member.GetCustomAttribute<IdAttribute>()).OfType<IdAttribute>()
                .GroupBy(id => id.Id).Where(group => group.Count() > 1).Select(group => $"{type.Name} uses {group.Key} twice"));
        }

        Assert.Empty(faults);
    }

    private static void Check(Type type, string place, List<string> faults, HashSet<Type> seen)
    {
        if (Plain.Contains(type) || type.IsEnum || type == typeof(void) || !seen.Add(type))
        {
            return;
        }

        if (type.IsGenericType)
        {
            CheckGeneric(type, place, faults, seen);
        }
        else if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
        {
            return;
        }
        else if (!type.IsDefined(typeof(GenerateSerializerAttribute)) || !type.IsDefined(typeof(ImmutableAttribute), inherit: false) || !type.IsDefined(typeof(AliasAttribute), inherit: false))
        {
            faults.Add($"{place}: {type.Name} lacks [GenerateSerializer, Immutable, Alias]");
        }
        else if (!type.IsSealed && !type.IsAbstract)
        {
            faults.Add($"{place}: {type.Name} is neither sealed nor abstract");
        }
        else
        {
            CheckMembers(type, faults, seen);
        }
    }

    private static void CheckGeneric(Type type, string place, List<string> faults, HashSet<Type> seen)
    {
        var open = type.GetGenericTypeDefinition();
        if (open != typeof(Nullable<>) && open != typeof(ImmutableArray<>) && open != typeof(ImmutableDictionary<,>))
        {
            faults.Add($"{place}: {type.Name} can change or cannot be sent");
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Check(argument, place, faults, seen);
        }
    }

    private static void CheckMembers(Type type, List<string> faults, HashSet<Type> seen)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.IsDefined(typeof(IdAttribute))))
        {
            Check(property.PropertyType, $"{type.Name}.{property.Name}", faults, seen);
        }

        foreach (var derived in Sent.Where(candidate => candidate.BaseType == type))
        {
            Check(derived, $"what derives from {type.Name}", faults, seen);
        }
    }

    private static Type ResultOf(MethodInfo method) => method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(void);

    private static bool IsTask(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    // A field of the compiler's stands behind what is kept; the rest is computed.
    private static bool IsKept(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
