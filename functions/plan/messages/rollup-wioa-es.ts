import type { MessageTable } from './words.ts';

/** In what the nearest figure of a plan differs from a line of a federal report, or why there is none, in Spanish; which word for which idea: see es.ts. */
export const wioaTexts: MessageTable['rollup']['wioa'] = {
  veteransSegment: 'Veteranos',

  exits:
    'Un plan no registra salidas, que se conocen 90 días después del último servicio de una persona (20 CFR 677.150): quienes egresan de la capacitación no han salido del programa por ello.',
  served:
    'Cuenta a quienes empiezan la capacitación, sin importar quién la paga, y no a quienes reciben solo servicios de carrera. De un participante se determina si reúne los requisitos del programa.',
  reportable:
    'Cuenta a todas las personas que se postularon con un socio de la comunidad, haya sido o no al programa de fuerza laboral.',
  demographics:
    'Un plan contiene números de personas, nunca personas: tiene grupos que cada comunidad elige por sí misma, que pueden traslaparse y no tienen que abarcar a todos.',
  veterans:
    'Solo donde una comunidad tiene un grupo llamado {segment}; quién pertenece a él lo dice la comunidad, y no 38 U.S.C. 4211.',
  disability:
    'Un plan contiene números de personas, nunca personas: a nadie se le pregunta por su discapacidad ni por su trabajo.',
  schooling: 'Un plan contiene números de personas, nunca personas: a nadie se le pregunta por sus estudios.',
  barriers: 'Un plan contiene números de personas, nunca personas: a nadie se le pregunta por sus barreras.',
  careerServices: 'Un plan no distingue los servicios de carrera de los demás.',
  trainingServed: 'Cuenta a quienes empiezan la capacitación, sin importar quién la paga.',
  trainingSpent:
    'Dólares de WIOA gastados en todo lo que pueden pagar, incluidos los servicios de carrera y los apoyos, según lo informan los socios.',
  trainingCost:
    'Necesidades previstas de todo tipo y de toda fuente por cada persona que empieza la capacitación o es vinculada, y no lo que se gastó.',
  trainingRelated:
    'El número de personas, y no un porcentaje de quienes tienen empleo en el segundo trimestre después de la salida. Toda colocación de un plan es en el ramo.',
  severalPrograms:
    'Un plan contiene números de personas, nunca personas: a nadie se le puede encontrar en dos programas.',
  admin: 'Un plan no divide lo gastado según 20 CFR 683.215: la coordinación puede ser administración o un servicio.',
  negotiated:
    'Lo negocian el estado y el Departamento de Trabajo; los objetivos de un plan son los de la propia comunidad.',
  employmentQ2:
    'El número de personas colocadas cuando empiezan el empleo, y no la proporción de quienes salieron y trabajan dos trimestres después según los registros de salarios.',
  employmentQ4: 'Un plan contiene números de personas, nunca personas: a nadie se le sigue durante un año.',
  earnings: 'Un plan contiene números de personas, nunca personas: a nadie se le pregunta por su salario.',
  credentials: 'El número de personas que egresan de un programa, termine o no en una credencial reconocida.',
  skillGains:
    'Un plan contiene números de personas, nunca personas: entre el inicio y el egreso no se registra el avance de nadie.',
  employers:
    'El número de empleadores con vacantes en el plan, y no el de quienes conservan a las personas contratadas, vuelven o son alcanzados entre todos.',
  records:
    'Un plan contiene números de personas, nunca personas: los registros se quedan en el programa que atiende a la persona.',
  dates: 'Cuántas personas tendrían ahí una fecha, de las capacitadas por los socios.',
};
